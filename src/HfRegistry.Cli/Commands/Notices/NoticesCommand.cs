using System.CommandLine;
using System.Globalization;
using System.Text;
using HfRegistry.Bom;
using HfRegistry.Cli.Output;
using HfRegistry.Files;

namespace HfRegistry.Cli.Commands.Notices;

/// <summary><c>notices</c>: the licenses and attributions of models that whoever distributes them has to carry.</summary>
internal static class NoticesCommand
{
    public static Command Create(CommandIO io)
    {
        var output = new Option<string?>("--output", "-o") { Description = "Write the text to this file.", HelpName = "FILE" };
        var command = new Command("notices", "Write the licenses and attributions of models that a distributor has to carry.") { output };
        return new BomSubjects().AddTo(command, io, (parsed, source, answer) =>
        {
            var addresses = new ModelAddresses(source.Endpoint);
            var document = new NoticesDocument([.. source.Models.Models.Select(model => NoticeRow.Of(ModelNotice.Of(model, addresses), addresses))], [.. source.Diagnostics.Select(DiagnosticRow.Of)]);
            var path = parsed.GetValue(output) is { } named ? io.PathOf(named) : null;
            if (path is not null && OutputWriter.Replace(path, Encoding.UTF8.GetBytes(TextOf(document)), io.Clock) is { } problem)
                return answer.WriteErrors([problem]);
            answer.Write(document, static () => NoticesJson.Default.NoticesDocument, (shown, streams) =>
                streams.Out.Write(path is null ? AgentCommands.Escape(TextOf(shown)) : $"{TextSanitizer.Sanitize(path, int.MaxValue)}: written\n"));
            return ExitCode.Of(source.Diagnostics);
        });
    }

    private static string TextOf(NoticesDocument document)
    {
        var text = new StringBuilder("This product uses the following models.\n");
        foreach (var model in document.Models)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{model.ModelId}{(model.Revision is { } commit ? $" at {commit}" : "")}\n");
            Append("Source", model.Source);
            Append("Made by", model.Owner is null ? null : $"{model.Owner} ({model.OwnerUrl})");
            Append("Derived from", model.BaseModels.Count == 0 ? null : string.Join(", ", model.BaseModels));
            Append("License", model.License is null ? model.Spdx == "NONE" ? "none declared" : "unknown" : model.License);
            foreach (var link in model.Links)
                Append("", link);
            Append("Note", model.Remark);
        }

        return text.ToString();

        void Append(string name, string? value)
        {
            if (value is not null)
                text.Append(CultureInfo.InvariantCulture, $"  {(name.Length == 0 ? "" : $"{name}:"),-14}{value}\n");
        }
    }
}
