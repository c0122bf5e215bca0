namespace HfRegistry.Ingestion.Database;

/// <summary>A person or program that may use the server.</summary>
internal sealed class UserRow
{
    public Guid UserId { get; set; }

    public required string Tenant { get; set; }

    public required string Name { get; set; }

    public required string PasswordHash { get; set; }

    public required string Rights { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A token of a user. Only its hash is kept.</summary>
internal sealed class TokenRow
{
    public required string TokenHash { get; set; }

    public Guid UserId { get; set; }

    public int CallsRemaining { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A key of the header <c>Idempotency-Key</c> with the request that came with it.</summary>
internal sealed class IdempotencyKeyRow
{
    /// <summary>Gets or sets the hash of the key and its user.</summary>
    public required string KeyHash { get; set; }

    public required string RequestHash { get; set; }

    public Guid? RunId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A deed, or a refusal. Rows are only ever added.</summary>
internal sealed class AuditRow
{
    public long AuditId { get; set; }

    public DateTimeOffset At { get; set; }

    public required string Tenant { get; set; }

    public required string Actor { get; set; }

    public required string Action { get; set; }

    public string? Subject { get; set; }

    public required string Result { get; set; }

    public string? Detail { get; set; }

    public string? Address { get; set; }
}
