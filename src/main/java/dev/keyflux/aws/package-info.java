/**
 * The only door to the AWS SDK: clients, credentials, calls as {@code Mono}, and the classification of what goes wrong.
 *
 * <p>Builds on {@code target} and {@code key}. No model type of the Lightsail or STS SDK leaves this package: what the
 * service answers comes out as Keyflux's own records, with strings kept where the SDK's enums do not know them.
 */
@NullMarked
package dev.keyflux.aws;

import org.jspecify.annotations.NullMarked;
