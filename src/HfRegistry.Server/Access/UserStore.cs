using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HfRegistry.Ingestion;
using HfRegistry.Ingestion.Database;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace HfRegistry.Server.Access;

/// <summary>A token for its owner, who sees it this once.</summary>
/// <param name="Text">The token.</param>
/// <param name="CallsRemaining">The number of calls for which it is good.</param>
/// <param name="ExpiresAt">The time from which it is good no more.</param>
internal sealed record IssuedToken(string Text, int CallsRemaining, DateTimeOffset ExpiresAt);

/// <summary>The users and their tokens. Passwords and tokens are kept as hashes.</summary>
internal sealed class UserStore(CatalogDatabase database, ServerOptions options, TimeProvider clock)
{
    private const string TokenPrefix = "hfr_";
    private const int TokenBytes = 32;
    private const int Iterations = 210_000;
    private const int MaxName = 64;

    /// <summary>The rule for names of users, in words.</summary>
    public static readonly string NameRule = string.Create(CultureInfo.InvariantCulture, $"The name of a user has 1 to {MaxName} characters without blanks.");

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    /// <summary>A user who does not exist costs the same time as one who does.</summary>
    private static readonly string NobodysHash = Hasher.HashPassword("", Convert.ToHexString(RandomNumberGenerator.GetBytes(TokenBytes)));

    /// <summary>Returns whether a text has a token in it, by its form.</summary>
    public static bool HasToken(string text) =>
        text.IndexOf(TokenPrefix, StringComparison.Ordinal) is >= 0 and var start && text.Skip(start + TokenPrefix.Length).TakeWhile(char.IsAsciiHexDigitLower).Count() >= TokenBytes * 2;

    /// <summary>Returns whether a user can have a name.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= MaxName && !text.Any(static c => char.IsControl(c) || char.IsWhiteSpace(c));

    /// <summary>Adds a user.</summary>
    /// <returns>False when the name is taken.</returns>
    public async Task<bool> AddAsync(string name, string password, IReadOnlySet<Right> rights, TenantName tenant, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        context.Users.Add(new UserRow
        {
            UserId = Guid.CreateVersion7(),
            Tenant = tenant.ToString(),
            Name = name,
            PasswordHash = Hasher.HashPassword(name, password),
            Rights = RightNames.Format(rights),
            CreatedAt = clock.GetUtcNow(),
        });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException refused) when (context.IsDuplicate(refused))
        {
            return false;
        }
    }

    /// <summary>Removes a user with all tokens.</summary>
    /// <returns>False when there is no such user.</returns>
    public async Task<bool> RemoveAsync(string name, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        await context.Tokens.Where(token => context.Users.Any(user => user.UserId == token.UserId && user.Name == name)).ExecuteDeleteAsync(cancellationToken);
        return await context.Users.Where(user => user.Name == name).ExecuteDeleteAsync(cancellationToken) > 0;
    }

    /// <summary>Returns whether there is a user.</summary>
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        return await context.Users.AnyAsync(cancellationToken);
    }

    /// <summary>Issues a token.</summary>
    /// <returns>The token; null when name or password is wrong.</returns>
    public async Task<IssuedToken?> IssueAsync(string name, string password, CancellationToken cancellationToken)
    {
        await using var context = database.Open();
        // A database refuses to look for some texts.
        var user = IsName(name) ? await context.Users.AsNoTracking().SingleOrDefaultAsync(row => row.Name == name, cancellationToken) : null;
        var verified = Hasher.VerifyHashedPassword(name, user?.PasswordHash ?? NobodysHash, password);
        if (user is null || verified == PasswordVerificationResult.Failed)
            return null;
        var now = clock.GetUtcNow();
        await context.Tokens.Where(token => token.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        var issued = new IssuedToken($"{TokenPrefix}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes))}", options.CallsPerToken, now + options.TokenLifetime);
        context.Tokens.Add(new TokenRow { TokenHash = HashOf(issued.Text), UserId = user.UserId, CallsRemaining = issued.CallsRemaining, CreatedAt = now, ExpiresAt = issued.ExpiresAt });
        await context.SaveChangesAsync(cancellationToken);
        return issued;
    }

    /// <summary>Uses a token for a call.</summary>
    /// <returns>Its owner; null when it does not exist, is revoked, expired or used up.</returns>
    public async Task<Caller?> UseAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(TokenPrefix, StringComparison.Ordinal))
            return null;
        var (hash, now) = (HashOf(token), clock.GetUtcNow());
        await using var context = database.Open();
        var used = await context.Tokens.Where(row => row.TokenHash == hash && row.ExpiresAt > now && row.CallsRemaining > 0)
            .ExecuteUpdateAsync(static set => set.SetProperty(static row => row.CallsRemaining, static row => row.CallsRemaining - 1), cancellationToken);
        if (used == 0)
            return null;
        var user = await context.Tokens.Where(row => row.TokenHash == hash).Join(context.Users, static row => row.UserId, static row => row.UserId, static (_, row) => row)
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return user is null ? null : new Caller(user.UserId, user.Name, TenantName.Parse(user.Tenant), RightNames.Parse(user.Rights) ?? new HashSet<Right>());
    }

    /// <summary>Makes a token useless.</summary>
    public async Task RevokeAsync(string token, CancellationToken cancellationToken)
    {
        var hash = HashOf(token);
        await using var context = database.Open();
        await context.Tokens.Where(row => row.TokenHash == hash).ExecuteDeleteAsync(cancellationToken);
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
