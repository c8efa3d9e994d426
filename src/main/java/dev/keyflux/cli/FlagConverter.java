package dev.keyflux.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the value of a flag, which mostly comes from a variable: {@code true} or {@code false}, and what people write for it. */
final class FlagConverter implements ITypeConverter<Boolean> {

    @Override
    public Boolean convert(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new TypeConversionException("'" + text + "' is neither true nor false");
        };
    }
}
