using System.CommandLine;
using Guanxi.Exchange.Checking;
using Guanxi.Exchange.Commands;
using Guanxi.Exchange.Imports;
using Guanxi.Exchange.Pages;
using Guanxi.Exchange.Records;
using Guanxi.Exchange.Writing;
using Guanxi.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Exchange;

/// <summary>Data in and out.</summary>
public sealed class ExchangeModule : Module
{
    public override string Name => "exchange";

    public override IEnumerable<MenuEntry> Menu => [new("exchange.menu", "/imports", "file-import", ExchangeRights.Import, 80)];

    public override void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ImportFiles>();
        services.AddScoped<RecordImports>().AddScoped<KindGuess>().AddScoped<RecordChecker>().AddScoped<RecordWriting>().AddScoped<RecordViews>();
        services.AddScoped<IJob, CheckImportJob>().AddScoped<IJob, WriteImportJob>().AddScoped<IJob, UndoImportJob>();
    }

    public override void MapPages(IEndpointRouteBuilder routes)
    {
        ImportUpload.Map(routes);
        routes.MapGet("/imports/{importId}/errors.csv", ImportErrorFile.Download).RequireAuthorization();
        routes.MapGet("/imports/samples/{kind}.csv", SampleFile.Download).RequireAuthorization();
    }

    public override IEnumerable<Command> Commands(CommandHost host) => [ImportCommands.Of(host)];
}
