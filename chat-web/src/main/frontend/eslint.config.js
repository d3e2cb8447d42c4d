import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default tseslint.config(
    { ignores: ["dist", "node_modules"] },
    ...tseslint.configs.strict,
    reactHooks.configs.flat.recommended,
    {
        rules: {
            "@typescript-eslint/consistent-type-imports": "error",
            "@typescript-eslint/no-non-null-assertion": "off",
            "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
            "@typescript-eslint/no-invalid-void-type": "off",
            "no-console": "error",
            eqeqeq: ["error", "always", { null: "ignore" }],
        },
    },
);
