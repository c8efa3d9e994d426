package dev.keyflux.aws;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing. A page may be empty and still have a successor.
 *
 * @param items what it lists
 * @param nextToken asks for the next page; null on the last one
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }
}
