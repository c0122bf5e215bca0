using HfRegistry.Ingestion.Database;

namespace HfRegistry.Server.Access;

/// <summary>Records who did what, refusals included. Rows are only ever added.</summary>
internal sealed class AuditLog(CatalogDatabase database, TimeProvider clock)
{
    private const int MaxLength = 1000;

    /// <summary>Adds a row.</summary>
    /// <param name="context">The request, for its address.</param>
    /// <param name="caller">Who asks; null before the token is known.</param>
    /// <param name="action">The action: <c>ingest</c>.</param>
    /// <param name="subject">The package or user that it is about, or null.</param>
    /// <param name="result">The result: <c>stored</c>, <c>refused</c>.</param>
    /// <param name="detail">The reason, or null. No tokens.</param>
    public async Task AddAsync(HttpContext context, Caller? caller, string action, string? subject, string result, string? detail = null)
    {
        await using var rows = database.Open();
        rows.Audit.Add(new AuditRow
        {
            At = clock.GetUtcNow(),
            Tenant = (caller?.Tenant ?? Ingestion.TenantName.Default).ToString(),
            Actor = caller?.Name ?? "",
            Action = action,
            Subject = subject is null ? null : TextSanitizer.Sanitize(subject, MaxLength),
            Result = result,
            Detail = detail is null ? null : TextSanitizer.Sanitize(detail, MaxLength),
            Address = context.Connection.RemoteIpAddress?.ToString(),
        });

        // Also for a client that is gone.
        await rows.SaveChangesAsync(CancellationToken.None);
    }
}
