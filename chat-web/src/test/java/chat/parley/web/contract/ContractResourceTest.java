package chat.parley.web.contract;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ContractResourceTest {

    @Test
    void the_documents_are_packed_into_the_application() {
        ContractResource resource = new ContractResource();

        assertThat(resource.asyncapi()).startsWith("asyncapi: 3.0.0");
        assertThat(resource.openapi()).startsWith("openapi: 3.1.0");
    }
}
