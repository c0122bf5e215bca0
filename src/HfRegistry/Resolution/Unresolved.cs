using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>Says why a request has no answer, and what would help.</summary>
internal static class Unresolved
{
    private const int RejectionsShown = 5;

    /// <summary>The diagnostic of a request that no tier could answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="result">The selection that got furthest.</param>
    /// <param name="known">Everything that is known.</param>
    /// <param name="askedHub">Whether the Hub was asked too.</param>
    /// <param name="location">Where the request stands.</param>
    public static Diagnostic Explain(ModelRequest request, SelectionResult result, ModelRegistry known, bool askedHub, SourceLocation? location)
    {
        if (request.Id is { } id)
            return ExplainId(id, result, askedHub, location);
        if (result.Rejections.IsEmpty && request.Type is { } type)
        {
            var reason = known.Find(type)?.DefaultReason is { Length: > 0 } stored ? TextSanitizer.Sanitize(stored) : "no model of this type is known";
            return DiagnosticCatalog.NoModelOfType.Create(location,
                $"No {Asked(request)} model can be named: {reason}. Refresh the registry (`dotnet build -t:HfRefreshRegistry -p:HfRefreshTypes={type.Name}` or `hfregistry refresh --type {type.Name}`), or name a model id.");
        }

        if (request is { Type: null, Task: { } task } && result.Rejections.All(rejection => rejection.Requirement == Requirement.Task))
        {
            return DiagnosticCatalog.Unsatisfiable.Create(location,
                $"No known model does {task}: the registry holds the models of transformers types, and none of them is for it. Name a model id.");
        }

        var what = request.Type is null ? "No model" : $"No {Asked(request)} model";
        var nearest = result.Rejections.Take(RejectionsShown).Select(rejection => $"{rejection.Id}: {rejection.Reason}");
        var more = result.Rejections.Length > RejectionsShown ? $" (and {result.Rejections.Length - RejectionsShown} more)" : "";
        var list = result.Rejections.IsEmpty ? "none is known" : $"the nearest were {string.Join(" | ", nearest)}{more}";
        return DiagnosticCatalog.Unsatisfiable.Create(location, $"{what} meets the demands{Demands(request)}: {list}. Relax a demand or name a model id.");
    }

    private static Diagnostic ExplainId(ModelId id, SelectionResult result, bool askedHub, SourceLocation? location)
    {
        if (result.Rejections.FirstOrDefault() is not { } rejection)
        {
            var hint = askedHub ? "check the spelling; for a private model set HF_TOKEN" : $"check the spelling, add it with `dotnet build -t:HfRefreshRegistry` or `hfregistry refresh --id {id}`, or resolve with HfRegistryMode=Auto";
            return DiagnosticCatalog.UnknownModel.Create(location, $"{id} is not in the registry{(askedHub ? ", and the Hub did not give it" : "")}: {hint}.");
        }

        var kind = rejection.Requirement is Requirement.Gated or Requirement.Available or Requirement.Denied ? DiagnosticCatalog.NotAvailable : DiagnosticCatalog.Unsatisfiable;
        var remedy = rejection.Requirement switch
        {
            Requirement.Gated => " Accept its terms on the Hub and set AllowGated, or choose another model.",
            Requirement.Available or Requirement.Denied => " Choose another model.",
            _ => " Relax the demand or choose another model.",
        };
        return kind.Create(location, $"{rejection.Id} cannot be used: {rejection.Reason}.{remedy}");
    }

    /// <summary>The type as it was asked for, which may be another spelling than the registry's.</summary>
    private static string Asked(ModelRequest request) => TextSanitizer.Sanitize(request.Raw.Include.Trim());

    private static string Demands(ModelRequest request) => string.Join(", ", RequestFields.DemandsOf(request)) is { Length: > 0 } demands ? $" ({demands})" : "";
}
