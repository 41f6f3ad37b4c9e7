package dev.tmctl.files;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A process that takes files and asks for them as it is told, line by line: `take FILE`, `ask FILE`.
final class LockingProcess {

    private LockingProcess() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws Exception {
        List<LockedFile> taken = new ArrayList<>();
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = told.readLine(); line != null; line = told.readLine()) {
            Path file = Path.of(line.substring(line.indexOf(' ') + 1));
            if (line.startsWith("ask ")) {
                System.out.println(LockedFile.isHeld(file) ? "held" : "free");
                continue;
            }
            LockedFile mine = LockedFile.tryOpen(file);
            if (mine != null) {
                taken.add(mine);
            }
            System.out.println(mine == null ? "in use" : "taken");
        }
        taken.forEach(LockedFile::channel);
    }
}
