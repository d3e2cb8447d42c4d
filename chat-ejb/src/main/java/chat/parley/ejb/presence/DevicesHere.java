package chat.parley.ejb.presence;

import java.util.Map;

import chat.parley.jpa.identity.DeviceId;

/** With which devices an account is at a node, and whether anything is done there. */
record DevicesHere(Map<DeviceId, Activity> devices) {

    boolean active() {
        return devices.containsValue(Activity.ACTIVE);
    }
}
