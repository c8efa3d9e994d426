package dev.keyflux.sandbox;

/** One account in one region: what key pairs and names belong to. */
record Place(String accountId, String region) {

    static Place of(SandboxCall call) {
        return new Place(call.accountId(), call.region());
    }
}
