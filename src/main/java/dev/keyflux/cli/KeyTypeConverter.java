package dev.keyflux.cli;

import dev.keyflux.key.KeyPolicy;
import dev.keyflux.key.KeyType;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a key type that can be allowed by the name that stands on a key line, for example {@code ssh-ed25519}. */
final class KeyTypeConverter implements ITypeConverter<KeyType> {

    @Override
    public KeyType convert(String name) {
        return KeyType.ofWireName(name.strip())
                .filter(KeyPolicy::canAllow)
                .orElseThrow(() -> new TypeConversionException("'" + name + "' is no key type to send; there are "
                        + Arrays.stream(KeyType.values())
                                .filter(KeyPolicy::canAllow)
                                .map(KeyType::wireName)
                                .collect(Collectors.joining(", "))));
    }
}
