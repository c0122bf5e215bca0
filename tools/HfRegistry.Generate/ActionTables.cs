using HfRegistry.Automation;
using HfRegistry.Automation.Inputs;

namespace HfRegistry.Generate;

/// <summary>The tables of the pages about the action.</summary>
internal static class ActionTables
{
    public static string WriteInputsAndOutputs(string page)
    {
        var inputs = ActionInputs.All.Select(input => $"| `{input.Name}` | {(input.Default.Length == 0 ? "" : $"`{input.Default}`")} | {input.Description} |");
        var outputs = ActionOutputs.All.Select(output => $"| `{output.Name}` | {output.Description} |");
        page = GeneratedSection.Replace(page, "action inputs", $"| input | default | meaning |\n|---|---|---|\n{string.Join('\n', inputs)}");
        return GeneratedSection.Replace(page, "action outputs", $"| output | meaning |\n|---|---|\n{string.Join('\n', outputs)}");
    }

    public static string WriteMessages(string page)
    {
        var messages = DiagnosticCatalog.All.Where(kind => kind.Code.StartsWith("HFR60", StringComparison.Ordinal))
            .Select(kind => $"| {kind.Code} | {kind.Title} | {kind.Remedy} |");
        return GeneratedSection.Replace(page, "action messages", $"| code | message | what to do |\n|---|---|---|\n{string.Join('\n', messages)}");
    }
}
