using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using HfRegistry.Testing;
using HfRegistry.Testing.Projects;

namespace HfRegistry.ExtraTests.Completions;

/// <summary>What <c>docs/cli.md</c> tells people to put into the files of their shells, in those shells, as far as they are installed.</summary>
[TestClass]
internal sealed class ShellCompletionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hf").FullName;

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("bash", "bash", """complete() { :; }; SNIPPET; COMP_LINE="TYPED"; COMP_POINT=${#COMP_LINE}; COMP_WORDS=($COMP_LINE); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _hfregistry; printf '%s\n' "${COMPREPLY[@]}" """)]
    [DataRow("zsh", "zsh", """compdef() { }; compadd() { shift; print -l -- ${(M)@:#${words[CURRENT]}*} }; SNIPPET; words=(${(z)"$(print 'TYPED')"}); CURRENT=${#words}; _hfregistry""")]
    [DataRow("pwsh", "powershell", """SNIPPET; (TabExpansion2 'TYPED' ('TYPED'.Length)).CompletionMatches.CompletionText""")]
    public async Task Shell_completes_commands_and_values(string shell, string language, string script)
    {
        await WriteCommandAsync();
        var snippet = Regex.Match(await File.ReadAllTextAsync(RepositoryFiles.PathOf("docs", "cli.md")), $"```{language}\n(.*?)\n```", RegexOptions.Singleline).Groups[1].Value;
        script = script.Replace("SNIPPET; ", snippet + "\n", StringComparison.Ordinal);

        Assert.AreEqual("verify", await RunAsync(shell, script, "hfregistry veri"));
        Assert.AreEqual("text-classification", await RunAsync(shell, script, "hfregistry find --task text-cl"));
        Assert.AreEqual("bert\nbert-generation", await RunAsync(shell, script, "hfregistry explain bert"));
    }

    /// <summary>Puts the built command where a shell finds it, as an installed tool is.</summary>
    private async Task WriteCommandAsync()
    {
        var command = Path.Combine(_folder, "hfregistry");
        var assembly = RepositoryFiles.PathOf("src", "HfRegistry.Cli", "bin", PackedPackage.Configuration, "net10.0", "hfregistry.dll");
        await File.WriteAllTextAsync(command, $"#!/bin/sh\nexec dotnet '{assembly}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private async Task<string> RunAsync(string shell, string script, string line)
    {
        var start = new ProcessStartInfo(shell, ["-c", script.Replace("TYPED", line, StringComparison.Ordinal)]) { RedirectStandardOutput = true };
        start.Environment["PATH"] = $"{_folder}:{start.Environment["PATH"]}";
        try
        {
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return output.Trim();
        }
        catch (Win32Exception)
        {
            Assert.Inconclusive($"{shell} is not installed.");
            throw;
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
