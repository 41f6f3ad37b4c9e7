class Tmctl < Formula
  desc "CloudEvents to Amazon Kinesis, from a shell"
  homepage "@REPOSITORY@"
  url "@REPOSITORY@/releases/download/v@VERSION@/tmctl-@VERSION@.tar.gz"
  sha256 "@SHA256@"
  license "Apache-2.0"

  depends_on "openjdk@25"

  def install
    libexec.install Dir["*"]
    (bin/"tmctl").write_env_script libexec/"bin/tmctl", TMCTL_JAVA_HOME: "${TMCTL_JAVA_HOME:-#{java_home}}"
    man1.install_symlink Dir[libexec/"man/*.1"]
    man7.install_symlink Dir[libexec/"man/*.7"]
    bash_completion.install_symlink libexec/"completions/tmctl.bash" => "tmctl"
    zsh_completion.install_symlink libexec/"completions/_tmctl"
    fish_completion.install_symlink libexec/"completions/tmctl.fish"
  end

  def java_home
    Language::Java.java_home("25")
  end

  # The caches of loaded classes fit one Java and one build, so they are made where they are used.
  def post_install
    with_env(TMCTL_JAVA_HOME: java_home) { system libexec/"bin/tmctl-warmup" }
  end

  test do
    assert_match "tmctl #{version}", shell_output("#{bin}/tmctl --version")
    assert_match "no-such-target", shell_output("#{bin}/tmctl describe no-such-target 2>&1", 3)
  end
end
