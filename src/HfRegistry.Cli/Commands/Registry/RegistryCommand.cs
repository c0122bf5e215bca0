using System.CommandLine;
using HfRegistry.Cli.Output;

namespace HfRegistry.Cli.Commands.Registry;

/// <summary><c>registry</c>: works with registry files as files; the Hub is not asked.</summary>
internal static class RegistryCommand
{
    public static Command Create(CommandIO io) => new("registry", "Merge registry files.")
    {
        Merge(io),
    };

    private static Command Merge(CommandIO io)
    {
        var @base = new Argument<string>("BASE") { Description = "The registry file that all parts began with." };
        var parts = new Argument<string[]>("PART") { Description = "Registry files that were refreshed from it, each in its part.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--output", "-o") { Description = "Write the merged registry to this file (by default BASE is replaced).", HelpName = "FILE" };
        var command = new Command("merge", "Join the registry files of several refreshes that began with the same one.") { @base, parts, output };
        return command.WithHandler(io, (parsed, answer, cancellationToken) =>
        {
            var from = io.PathOf(parsed.GetValue(@base)!);
            var paths = parsed.GetValue(parts)!.Select(io.PathOf).Distinct(StringComparer.Ordinal);
            var target = parsed.GetValue(output) is { } named ? io.PathOf(named) : from;
            return new RegistryMergeHandler(from, [.. paths], target).RunAsync(answer, cancellationToken);
        });
    }
}
