namespace HfRegistry.Server.Access;

/// <summary>Something that a user may do.</summary>
internal enum Right
{
    /// <summary>List packages and read about them.</summary>
    Search,

    /// <summary>Download packages.</summary>
    Download,

    /// <summary>Ingest, and cancel ingestions.</summary>
    Upload,

    /// <summary>Remove packages.</summary>
    Admin,
}

/// <summary>A user, as a request knows it.</summary>
/// <param name="UserId">Names the user.</param>
/// <param name="Name">The user's name.</param>
/// <param name="Tenant">Whose packages the user sees.</param>
/// <param name="Rights">What the user may do.</param>
internal sealed record Caller(Guid UserId, string Name, Ingestion.TenantName Tenant, IReadOnlySet<Right> Rights);

/// <summary>Reads and writes rights.</summary>
internal static class RightNames
{
    /// <summary>Returns the name of a right.</summary>
    public static string NameOf(Right right) => right.ToString().ToLowerInvariant();

    /// <summary>Reads rights that are separated by commas.</summary>
    /// <returns>The rights, or null when one of them is not known or there is none.</returns>
    public static IReadOnlySet<Right>? Parse(string text)
    {
        var rights = new HashSet<Right>();
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Enum.GetValues<Right>().Where(right => NameOf(right) == name).ToList() is not [var known])
                return null;
            rights.Add(known);
        }

        return rights.Count == 0 ? null : rights;
    }

    /// <summary>Returns rights in the form that <see cref="Parse"/> reads.</summary>
    public static string Format(IReadOnlySet<Right> rights) => string.Join(',', rights.Order().Select(NameOf));
}
