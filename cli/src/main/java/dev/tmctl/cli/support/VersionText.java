package dev.tmctl.cli.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// Name, version and commit of this build.
public final class VersionText implements IVersionProvider {
    /// The version, for example `0.1.0`.
    public String version() {
        return Build.PROPERTIES.getProperty("version", "unknown");
    }

    /// The abbreviated commit, with `-dirty` for changed sources, or `unknown` outside a checkout.
    public String commit() {
        String commit = Build.PROPERTIES.getProperty("commit", "");
        return commit.isEmpty() || commit.startsWith("${") ? "unknown" : commit;
    }

    /// One line: name, version, commit.
    public String line() {
        return "tmctl " + version() + " (" + commit() + ")";
    }

    @Override
    public String[] getVersion() {
        return new String[] {line()};
    }

    /// Read when it is asked for, once: picocli makes a version provider at each start.
    private static final class Build {
        static final Properties PROPERTIES = read();

        private static Properties read() {
            Properties build = new Properties();
            try (InputStream in = VersionText.class.getResourceAsStream("/dev/tmctl/cli/build.properties")) {
                if (in != null) {
                    build.load(in);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return build;
        }
    }
}
