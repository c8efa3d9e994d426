package dev.keyflux.key;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Something that a user names as a source of keys. */
public sealed interface KeyInput {

    /**
     * A file whatever its name, or a folder that is searched recursively for {@code *.pub}, {@code authorized_keys*},
     * {@code *.pem} and {@code *.rfc4716}. A file that ends in {@code .csv} is a manifest: its first line is {@code
     * name,key} or {@code name,file}, each row is one key under that name, whatever the {@linkplain KeyPolicy#names()
     * template}, and relative files are looked for beside the manifest. On Linux also a pipe that the process was given, such as a shell's {@code <(command)}, which can be read only once.
     */
    static KeyInput path(Path path) {
        return new OfPath(path);
    }

    /**
     * A stream, for example standard input. It is opened once a subscription, closed after it, and read to its end or to
     * the size limit.
     *
     * @param label how messages and reports name it, for example {@code -}
     * @param open opens the stream; called on a thread that may block
     */
    static KeyInput stream(String label, Supplier<InputStream> open) {
        return new OfStream(label, open);
    }

    /** A file or folder. */
    record OfPath(Path path) implements KeyInput {}

    /** A stream under a label. */
    record OfStream(String label, Supplier<InputStream> open) implements KeyInput {}
}
