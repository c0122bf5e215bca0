using System.CommandLine;
using HfRegistry.Cli.Output;
using HfRegistry.Selection;
using HfRegistry.UseCases;

namespace HfRegistry.Cli.Commands.Types;

/// <summary><c>types</c>: the model types of transformers and of the registry.</summary>
internal static class TypesCommand
{
    public static Command Create(CommandIO io)
    {
        var missing = new Option<bool>("--missing") { Description = "List only the transformers types that the registry lacks." };
        var hyphenated = new Option<bool>("--hyphenated-only") { Description = "List only the types whose names have a hyphen." };
        var registry = new SourceOptions().Registry;
        var command = new Command("types", "List the model types with their identifiers, classes and default models.")
        {
            missing, hyphenated, registry,
        };
        return command.WithWorkspace(io, parsed => parsed.GetValue(registry), (parsed, workspace, answer, _) =>
        {
            IReadOnlyList<TypeRow> rows = [.. Rows(workspace)
                .Where(row => !parsed.GetValue(missing) || row is { InTransformers: true, InRegistry: false })
                .Where(row => !parsed.GetValue(hyphenated) || IsHyphenated(ModelType.Parse(row.ModelType)))];
            answer.Write(new TypesDocument(workspace.RegistryName, rows), static () => TypesJson.Default.TypesDocument, WriteText);
            if (rows.Count == 0)
                answer.WriteNote(parsed.GetValue(missing) ? $"No such type is missing: {workspace.RegistryName} has all of transformers." : "No type is known.");
            return Task.FromResult(ExitCode.Done);
        });
    }

    /// <summary>Returns whether a type's name has a hyphen, and so is no identifier as it stands.</summary>
    public static bool IsHyphenated(ModelType type) => type.Name.Contains('-', StringComparison.Ordinal);

    private static IEnumerable<TypeRow> Rows(Workspace workspace)
    {
        var catalog = workspace.Context.Types;
        var current = catalog.All.Where(static info => info.IsCurrent).Select(static info => info.Type);
        foreach (var type in current.Concat(workspace.Registry.Entries.Select(static entry => entry.Type)).Distinct().Order())
        {
            var info = catalog.Find(type);
            var entry = workspace.Registry.Find(type);
            yield return new TypeRow(
                (info?.Type ?? type).Name,
                ModelNames.Identifier((info?.Type ?? type).Name),
                info?.ConfigClass,
                workspace.Context.ClassFor(type, null),
                info?.Family,
                workspace.Known.Find(type)?.DefaultModel?.ToString(),
                (info?.ComponentOf ?? entry?.ComponentOf)?.Name,
                info is { IsCurrent: true },
                entry is not null);
        }
    }

    private static void WriteText(TypesDocument types, CommandIO io)
    {
        var table = new TextTable(new Column("type"), new Column("identifier"), new Column("configuration"), new Column("class"), new Column("default model"));
        foreach (var row in types.Types)
            table.Add(row.ModelType, row.Identifier, row.ConfigClass, row.ClassName, row.DefaultModel ?? (row.ComponentOf is { } whole ? $"(a part of {whole})" : null));
        table.Write(io);
    }
}
