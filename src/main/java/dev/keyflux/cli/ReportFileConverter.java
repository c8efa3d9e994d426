package dev.keyflux.cli;

import dev.keyflux.report.ReportFile;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the path of a report; its ending has to name a format that Keyflux can write. */
final class ReportFileConverter implements ITypeConverter<ReportFile> {

    @Override
    public ReportFile convert(String path) {
        try {
            return new ReportFile(Path.of(path));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
