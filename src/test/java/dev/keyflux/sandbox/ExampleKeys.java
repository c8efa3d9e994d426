package dev.keyflux.sandbox;

/** Key lines made by {@code ssh-keygen} for these tests, with what {@code openssl} says of them. */
final class ExampleKeys {
    static final String RSA = "ssh-rsa "
            + "AAAAB3NzaC1yc2EAAAADAQABAAABAQC+RPG7RsBVkclsjlEuqg2fOxvXxsedivpyZrO8+3VI3M7W6CphKriJFJ9G"
            + "b2BYy4qkhztGs2N00h/8nDbim5EQNoz+crzSD01yPE/anELpD54GyRM6D3EzMPKnEjTMO28nfaw7odepe5KyEwnE"
            + "Cg1zsGTEcQLFMFkmW/XUVYwO+GIQI43JaPTn8HQ+3SZXAq4el82KC+bNSlyRUDR1gJj0cbnlL0A/1btgq/NDBCZv"
            + "8vYNB3itw31f/3I3DhdKUmdLjJExketVye+j1QKkZOYESYeyFlzLASudHigJ8kmzm/P4dMHtkNpRcn0JIqDMSbu2"
            + "ku8jwBJhRCBt481I8sCt"
            + " alpha@example.org";

    /** {@code ssh-keygen -e -m PKCS8 -f rsa.pub | openssl pkey -pubin -outform DER | openssl md5 -c}. */
    static final String RSA_FINGERPRINT = "dc:fb:01:1c:e6:51:65:8a:4d:66:f7:3e:fb:11:b3:2c";

    static final String ED25519 = "ssh-ed25519 "
            + "AAAAC3NzaC1lZDI1NTE5AAAAIJlOEk7wR2mmcKTHmLZBYpkayXHicKN0kU3ylFQ1Qxj3"
            + " bravo@example.org";

    /** {@code awk '{print $2}' ed25519.pub | base64 -d | openssl dgst -sha256 -binary | base64}. */
    static final String ED25519_FINGERPRINT = "pyGeI1h+8FfoN2hv5zFv7VP2UKq+GlcxbxefD7mDba0=";

    static final String ECDSA = "ecdsa-sha2-nistp256 "
            + "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBNB2li50Mr5PY+o2ovHCGH0/+ergz25FyRbu"
            + "adYlPGeYYArh8yws4tHMxuO1a/2od63BGI83mssDfnYzc3PMPxM="
            + " charlie@example.org";

    private ExampleKeys() {}
}
