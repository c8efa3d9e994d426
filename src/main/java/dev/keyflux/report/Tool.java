package dev.keyflux.report;

/**
 * The program that wrote a report.
 *
 * @param name its name
 * @param version its version
 */
public record Tool(String name, String version) {

    /** This build of Keyflux; its version is {@code development} where it does not run from a jar. */
    public static Tool keyflux() {
        var version = Tool.class.getPackage().getImplementationVersion();
        return new Tool("keyflux", version == null ? "development" : version);
    }
}
