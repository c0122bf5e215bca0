using HfRegistry.Cli.Output;
using HfRegistry.Verification;

namespace HfRegistry.Cli.Commands.Verify;

/// <summary>The text output of <c>verify</c>: every check of a model that was named, of a registry's defaults what is to be known.</summary>
internal static class VerifyText
{
    /// <summary>Writes the answer.</summary>
    /// <param name="verified">The answer.</param>
    /// <param name="named">How many of the models, from the first on, were named one by one.</param>
    /// <param name="io">The streams.</param>
    public static void Write(VerifyDocument verified, int named, CommandIO io)
    {
        var table = new TextTable(new Column("model"), new Column("check"), new Column("verdict"), new Column("why"));
        var rows = 0;
        foreach (var (i, model) in verified.Models.Index())
        {
            foreach (var check in model.Checks.Where(check => i < named || check.Verdict != CheckRow.NameOf(CheckVerdict.Passed)))
            {
                table.Add(model.ModelId, check.Check, check.Verdict, check.Reason);
                rows++;
            }
        }

        if (rows > 0)
            table.Write(io);
        var models = verified.Models.Count == 1 ? "1 model" : $"{verified.Models.Count} models";
        io.Out.WriteLine($"{models}: {verified.Passed} passed, {verified.Failed} failed, {verified.Unknown} could not be asked about; {verified.Requests} requests.");
    }
}
