using HfRegistry.Hub;
using HfRegistry.Registry;

namespace HfRegistry.Verification;

/// <summary>What a model has to be fit for.</summary>
public sealed record FitnessDemands
{
    /// <summary>Nothing in particular.</summary>
    public static FitnessDemands None { get; } = new();

    /// <summary>The canonical name of the task that it has to do, or null.</summary>
    public string? Task { get; init; }

    /// <summary>The canonical name of the framework that it has to have weights for, or null.</summary>
    public string? Framework { get; init; }

    /// <summary>The library that has to load it, as the Hub names it, or null for the model's own.</summary>
    public string? Library { get; init; }
}

/// <summary>What is to be verified.</summary>
/// <param name="Id">The model, as somebody wrote it down.</param>
/// <param name="Demands">What it has to be fit for.</param>
public sealed record VerificationRequest(ModelId Id, FitnessDemands Demands)
{
    /// <summary>The type that the model stands for in a registry, or null.</summary>
    public ModelType? Type { get; init; }

    /// <summary>What a registry knows of the model, or null.</summary>
    public ModelRecord? Known { get; init; }
}

/// <summary>What the Hub said about one model.</summary>
/// <param name="Model">Its facts, or null when <paramref name="Error"/> says why there are none.</param>
/// <param name="Error">Why there are no facts, or null.</param>
/// <param name="AccessError">Why a gated model's content cannot be had with this token; null when it can, and when nobody had to ask.</param>
public sealed record HubStatement(HubModel? Model, HubError? Error = null, HubError? AccessError = null);
