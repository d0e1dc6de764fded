using System.CommandLine;
using Guanxi.Jobs;
using Guanxi.Value.Dashboard;
using Guanxi.Value.Runs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Value;

/// <summary>What each relationship is worth: writes every customer's dated standing.</summary>
public sealed class ValueModule : Module
{
    public override string Name => "value";

    public override void Add(IServiceCollection services, IConfiguration configuration) =>
        services.AddScoped<IJob, InsightJob>().AddSingleton<StandingWriter>().AddSingleton<ScopedFigures>();

    public override IEnumerable<Command> Commands(CommandHost host) => InsightCommands.All(host);
}
