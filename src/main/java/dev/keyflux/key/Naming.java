package dev.keyflux.key;

import java.io.File;
import java.util.HashMap;
import java.util.Map;

/** Names the keys of one batch, and remembers every name given. One reading, one instance. */
final class Naming {

    private final NameTemplate template;
    private final Map<String, SourceLine> taken = new HashMap<>();
    private final Map<String, Places> clashes = new HashMap<>();
    private int n;

    Naming(NameTemplate template) {
        this.template = template;
    }

    /** The naming of one file's entries. */
    OfFile file(String label, int entries) {
        return new OfFile(stem(label), template.forEntries(entries), Remedy.OF_FILE);
    }

    /** The naming of one row of a manifest, which gives its key this very name, whatever the template. */
    OfFile row(String name) {
        var asIs = NameTemplate.defaults();
        return new OfFile(name, template.sanitized() ? asIs.withSanitizing() : asIs, Remedy.OF_ROW);
    }

    /** Counts an entry, whatever becomes of it, and returns its number over all sources. */
    int count() {
        return ++n;
    }

    /** A file's part of the naming. */
    final class OfFile {

        private final String stem;
        private final NameTemplate template;
        private final Remedy remedy;

        private OfFile(String stem, NameTemplate template, Remedy remedy) {
            this.stem = stem;
            this.template = template;
            this.remedy = remedy;
        }

        /**
         * Takes a name for a key.
         *
         * @throws RefusedKeyException if Lightsail would refuse the name, or an earlier key has it
         */
        String name(SshPublicKey key, SourceLine source, int index, int number) {
            var wanted = template.fill(Map.of(
                    "stem", stem,
                    "comment", key.comment(),
                    "index", Integer.toString(index),
                    "n", Integer.toString(number),
                    "fp8", Fingerprints.firstHex(key.fingerprint())));
            var name = template.sanitized() ? KeyPairName.sanitize(wanted) : wanted;
            if (!KeyPairName.isValid(name)) {
                throw badName(wanted, name, remedy);
            }
            var first = taken.putIfAbsent(name, source);
            if (first != null) {
                throw duplicate(
                        wanted,
                        name,
                        clashes.computeIfAbsent(name, any -> new Places().add(first))
                                .add(source),
                        remedy);
            }
            return name;
        }
    }

    private static RefusedKeyException badName(String wanted, String name, Remedy remedy) {
        var rule = "it takes 2 to " + KeyPairName.MAX_LENGTH + " of A-Z a-z 0-9 _ -, with no - at either end";
        var help = KeyPairName.isValid(KeyPairName.sanitize(name)) ? ", or have it replaced with --sanitize-names" : "";
        return new RefusedKeyException(
                RejectionReason.BAD_NAME,
                "the name " + described(wanted, name) + " is one that Lightsail refuses: " + rule + "; "
                        + remedy.badName + help);
    }

    private static RefusedKeyException duplicate(String wanted, String name, Places places, Remedy remedy) {
        return new RefusedKeyException(
                RejectionReason.DUPLICATE_NAME,
                "the name " + described(wanted, name) + " is that of several keys, at " + places
                        + ", and only the first can have it: " + remedy.duplicate);
    }

    /** What people can do about a name, by where it comes from. */
    private enum Remedy {
        OF_FILE(
                "rename the file or use --name-template",
                "rename a file, or tell them apart with {index}, {n} or {fp8} in --name-template"),
        OF_ROW("change it in the manifest", "change it in the manifest");

        private final String badName;
        private final String duplicate;

        Remedy(String badName, String duplicate) {
            this.badName = badName;
            this.duplicate = duplicate;
        }
    }

    private static String described(String wanted, String name) {
        return Printable.quote(name) + (wanted.equals(name) ? "" : " (made of " + Printable.quote(wanted) + ")");
    }

    /** The last part of a path without its last extension; the dot of a hidden file begins no extension. */
    static String stem(String label) {
        if (label.equals("-")) {
            return "stdin";
        }
        var file = label.substring(Math.max(label.lastIndexOf('/'), label.lastIndexOf(File.separatorChar)) + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
