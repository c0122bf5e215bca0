namespace HfRegistry.Http;

/// <summary>The answer to a request, or why there is none.</summary>
/// <typeparam name="T">What was asked for.</typeparam>
/// <typeparam name="TError">The errors that callers switch over.</typeparam>
internal readonly record struct Result<T, TError>
    where T : class
    where TError : RequestError
{
    private Result(T? value, TError? error)
    {
        Value = value;
        Error = error;
    }

    /// <summary>Gets the answer, or null when <see cref="Error"/> is not.</summary>
    public T? Value { get; }

    /// <summary>Gets why there is no answer, or null.</summary>
    public TError? Error { get; }

    /// <summary>Converts an answer.</summary>
    public static implicit operator Result<T, TError>(T value) => new(value, null);

    /// <summary>Converts an error.</summary>
    public static implicit operator Result<T, TError>(TError error) => new(null, error);
}
