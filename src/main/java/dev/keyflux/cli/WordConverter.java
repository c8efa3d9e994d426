package dev.keyflux.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words; a word is how its value shows itself. */
class WordConverter<T> implements ITypeConverter<T> {

    private final List<T> values;

    WordConverter(T[] values) {
        this.values = List.copyOf(Arrays.asList(values));
    }

    @Override
    public T convert(String word) {
        return values.stream()
                .filter(value -> value.toString().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is none of "
                        + values.stream().map(Object::toString).collect(Collectors.joining(", "))));
    }
}
