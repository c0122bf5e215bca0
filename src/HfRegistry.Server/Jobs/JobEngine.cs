using Microsoft.Data.Sqlite;
using Npgsql;
using Quartz;

namespace HfRegistry.Server.Jobs;

/// <summary>Configures the job engine: on one machine durable in a file, on PostgreSQL shared by all nodes.</summary>
internal static class JobEngine
{
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(5);

    public static void Add(IServiceCollection services, ServerParts parts)
    {
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "hfregistry";
                scheduler.GenerateInstanceId = parts.Database.ServerConnection is not null;
                scheduler.IdleWaitTime = IdleWait;
                scheduler.ShutdownJobInterruption = ShutdownJobInterruption.Always;
            });
            quartz.UseDefaultThreadPool(parts.Options.MaxIngestions);

            // Of the scheduler and not of each trigger: the trigger that takes a job over from a killed node has none of its own.
            if (parts.Options.MaxRetries > 0)
                quartz.UseDefaultRetryPolicy(RetryPolicy.Exponential(parts.Options.MaxRetries, parts.Options.RetryDelay, 2, maxDelay: null));
            quartz.UsePersistentStore(store =>
            {
                store.ProvisionSchema();
                store.ConfigureStore(static options => (options.StoreJobDataAsStrings, options.RecoverFiringsCancelledByShutdown) = (true, true));
                if (parts.Database.ServerConnection is { } connection)
                {
                    store.UsePostgres(NpgsqlFactory.Instance, connection);
                    store.UseClustering(static cluster => cluster.CheckinInterval = CheckIn);
                }
                else
                {
                    // Beside the catalog and not in it: neither waits for the other's lock.
                    store.UseSqlite(SqliteFactory.Instance, new SqliteConnectionStringBuilder { DataSource = $"{parts.Database.Name}.jobs" }.ToString());
                }
            });
        });
        // Interrupted and then waited for: whoever goes on with them finds no lock.
        services.AddQuartzHostedService(static options => options.WaitForJobsToComplete = true);
    }
}
