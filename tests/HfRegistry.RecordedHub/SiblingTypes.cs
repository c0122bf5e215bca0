using System.Collections.Immutable;
using System.Text.RegularExpressions;
using HfRegistry.Selection;
using HfRegistry.Testing;

namespace HfRegistry.RecordedHub;

/// <summary>
/// Gives a model whose type was not recorded that of its siblings: models of the same owner whose names differ in nothing but the size and the resolution. Language models are left out: their larger sizes often are of another type.
/// </summary>
internal static partial class SiblingTypes
{
    private static readonly ImmutableArray<string> LanguageTasks = ["any-to-any", "audio-text-to-text", "image-text-to-text", "text-generation"];

    /// <summary>Returns the models, in order, with the types that follow from their siblings.</summary>
    public static IEnumerable<LocalModel> Complete(IReadOnlyCollection<LocalModel> models)
    {
        var ofLines = models.Where(static model => model.Type is not null).Select(static model => (model.Id, Type: model.Type!))
            .Concat(TypeCatalog.BuiltIn.All.Where(static info => info is { ComponentOf: null, DocumentedCheckpoint: not null }).Select(static info => (Id: info.DocumentedCheckpoint!.ToString(), Type: info.Type.Name)))
            .GroupBy(static known => LineOf(known.Id), StringComparer.OrdinalIgnoreCase)
            .Where(static line => line.Select(static known => known.Type).Distinct(StringComparer.Ordinal).Count() == 1)
            .ToDictionary(static line => line.Key, static line => ModelType.Parse(line.First().Type), StringComparer.OrdinalIgnoreCase);
        return models.Select(model => model.Type is null && ofLines.TryGetValue(LineOf(model.Id), out var type) && IsSure(type, model) ? model with { Type = type.Name, LibraryName = model.Tags.Contains(model.LibraryName ?? "") ? model.LibraryName : null } : model);
    }

    private static bool IsSure(ModelType type, LocalModel model) =>
        TypeCatalog.BuiltIn.Find(type) is { IsCurrent: true, ComponentOf: null }
        && !LanguageTasks.Any(task => TaskCatalog.BuiltIn.Find(task)!.Native.Contains(type))
        && !model.Tags.Any(static tag => tag is "gguf" or "onnx");

    private static string LineOf(string id) =>
        $"{id.Split('/')[0]}/{string.Join('-', NameWords.Of(id.Split('/')[^1]).Where(static word => !SizeWord().IsMatch(word)))}";

    [GeneratedRegex(@"^(base|small|large|tiny|mini|medium|xx?l|huge|giant|nano|so400m|\d+[bm]?|patch\d+|vit[bghl]?|vit[bghl]\d+)$", RegexOptions.CultureInvariant)]
    private static partial Regex SizeWord();
}
