using System.Text.Json;
using HfRegistry.Testing;
using NJsonSchema;

namespace HfRegistry.Cli.Tests;

/// <summary>What a run of the command left behind.</summary>
internal sealed record CommandRun(int ExitCode, string Out, string Error)
{
    /// <summary>Standard output as JSON; fails when it is anything but one JSON value.</summary>
    public JsonElement Json => JsonDocument.Parse(Out).RootElement;

    /// <summary>Checks standard output against a schema of <c>docs/schemas</c>.</summary>
    public async Task<JsonElement> JsonOfAsync(string schemaName)
    {
        var schema = await JsonSchema.FromFileAsync(RepositoryFiles.PathOf("docs", "schemas", $"{schemaName}.output.schema.json"));
        var errors = schema.Validate(Out);
        Assert.IsEmpty(errors, $"{string.Join('\n', errors)}\n{Out}");
        return Json;
    }

    /// <summary>Fails unless the run ended with an exit code; shows both streams then.</summary>
    public CommandRun Ended(int exitCode)
    {
        Assert.AreEqual(exitCode, ExitCode, $"out:\n{Out}\nerror:\n{Error}");
        return this;
    }
}
