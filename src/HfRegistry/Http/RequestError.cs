namespace HfRegistry.Http;

/// <summary>The reason why a request has no usable answer.</summary>
internal abstract record RequestError
{
    /// <summary>Gets one line for a person. No token, no signed address, no foreign control character.</summary>
    public abstract string Message { get; }

    /// <summary>Gets whether asking again later may help.</summary>
    public virtual bool IsTransient => false;

    /// <summary>
    /// Gets the id that the server gave the request, for its support; null when there was no answer or no id. It is in no message: texts that people compare would
    /// differ with every run.
    /// </summary>
    public string? RequestId { get; init; }

    /// <summary>Returns whether two errors are the same but for the requests that met them.</summary>
    public virtual bool Equals(RequestError? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();
}
