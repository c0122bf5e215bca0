using HfRegistry.Registry;
using HfRegistry.Selection;

namespace HfRegistry.Resolution;

/// <summary>Says why a request has no answer, and what would help.</summary>
internal static class Unresolved
{
    private const int RejectionsShown = 5;

    /// <summary>Returns the diagnostic of a request that no tier could answer.</summary>
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
            var reason = known.Find(type)?.DefaultReason is { Length: > 0 } stored ? stored : "no model of this type is known";
            return DiagnosticCatalog.NoModelOfType.Create(location, Asked(request), reason, type.Name);
        }

        if (request is { Type: null, Task: { } task } && result.Rejections.All(rejection => rejection.Requirement == Requirement.Task))
        {
            return DiagnosticCatalog.TaskUnsatisfiable.Create(location, task);
        }

        var nearest = result.Rejections.Take(RejectionsShown).Select(rejection => $"{rejection.Id}: {rejection.Reason}");
        var more = result.Rejections.Length > RejectionsShown ? $" (and {result.Rejections.Length - RejectionsShown} more)" : "";
        var list = result.Rejections.IsEmpty ? "none is known" : $"{string.Join(" | ", nearest)}{more}";
        return DiagnosticCatalog.Unsatisfiable.Create(location, request.Type is null ? "known" : Asked(request), Requirements(request), list);
    }

    private static Diagnostic ExplainId(ModelId id, SelectionResult result, bool askedHub, SourceLocation? location)
    {
        if (result.Rejections.FirstOrDefault() is not { } rejection)
        {
            return (askedHub ? DiagnosticCatalog.UnknownModelOnHub : DiagnosticCatalog.UnknownModel).Create(location, id);
        }

        var kind = rejection.Requirement switch
        {
            Requirement.Gated => DiagnosticCatalog.ModelGated,
            Requirement.Available or Requirement.Denied => DiagnosticCatalog.ModelNotAvailable,
            _ => DiagnosticCatalog.ModelUnsatisfiable,
        };
        return kind.Create(location, rejection.Id, rejection.Reason);
    }

    /// <summary>Returns the type as it was asked for, which may be another spelling than the registry's.</summary>
    private static string Asked(ModelRequest request) => request.Raw.Include.Trim();

    private static string Requirements(ModelRequest request) => string.Join(", ", RequestFields.DemandsOf(request)) is { Length: > 0 } demands ? demands : "none";
}
