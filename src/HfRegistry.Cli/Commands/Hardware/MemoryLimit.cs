using System.Globalization;

namespace HfRegistry.Cli.Commands.Hardware;

/// <summary>The memory that this process may use: the machine's, or less where a container's limit (cgroup) says so.</summary>
internal static class MemoryLimit
{
    private const long BytesPerKiB = 1_024;

    /// <summary>Returns the memory and where it is known from.</summary>
    /// <param name="systemRoot">The folder that holds <c>proc</c> and <c>sys</c>.</param>
    public static (ByteSize Memory, string Source) Read(string systemRoot)
    {
        if (MemTotal(Path.Combine(systemRoot, "proc/meminfo")) is not { } total)
            return (new ByteSize(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes), "the .NET runtime");
        var limit = CgroupLimits(systemRoot).Min();
        // A group without a limit states none, or (version 1) a number beyond any machine.
        return limit is { } bytes && bytes < total
            ? (new ByteSize(bytes), "the container's memory limit")
            : (new ByteSize(total), "/proc/meminfo");
    }

    private static long? MemTotal(string path)
    {
        var line = Lines(path).FirstOrDefault(static line => line.StartsWith("MemTotal:", StringComparison.Ordinal));
        var words = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [_, var number, "kB"] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var kibibytes)
            ? kibibytes * BytesPerKiB
            : null;
    }

    /// <summary>Returns the limits of this process's groups and of the groups around them; the smallest one binds.</summary>
    private static IEnumerable<long?> CgroupLimits(string systemRoot)
    {
        var groups = Path.Combine(systemRoot, "sys/fs/cgroup");
        foreach (var line in Lines(Path.Combine(systemRoot, "proc/self/cgroup")))
        {
            if (line.Split(':', 3) is not [_, var controllers, var group])
                continue;
            if (controllers.Length == 0)
            {
                foreach (var level in LevelsOf(group))
                    yield return Number(Path.Combine(groups, level, "memory.max"));
            }
            else if (controllers.Split(',').Contains("memory"))
            {
                foreach (var level in LevelsOf(group))
                    yield return Number(Path.Combine(groups, "memory", level, "memory.limit_in_bytes"));
            }
        }
    }

    private static IEnumerable<string> LevelsOf(string group)
    {
        var level = group.Trim('/');
        while (level.Length > 0 && !level.Split('/').Contains(".."))
        {
            yield return level;
            level = level[..Math.Max(0, level.LastIndexOf('/'))];
        }

        yield return "";
    }

    private static long? Number(string path) =>
        long.TryParse(Lines(path).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string[] Lines(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllLines(path) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
