using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Guanxi.Backups;
using Guanxi.Customers.Search;
using Guanxi.Data;
using Guanxi.Files;
using Guanxi.Http;
using Guanxi.Jobs;
using Guanxi.Nodes;
using Guanxi.Shell;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Start;

/// <summary>Puts the product together. The server, the command line and the tests all start from here.</summary>
internal static class GuanxiHost
{
    public static WebApplication Build(StartOptions options, Action<WebApplicationBuilder>? adapt = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "guanxi", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();
        // Run from its build, the framework otherwise serves files uncompressed and uncached so that edits show at once.
        // Set it to true in the environment while working on the look.
        builder.Configuration["ReloadStaticAssetsAtRuntime"] ??= "false";
        builder.Logging.ClearProviders().AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning)
            // A failed command comes back as an exception; the keys lie in the data folder, which is the administrator's to protect.
            .AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // Why it can't listen is said in one line; what takes the host down later is critical.
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical)
            // A request without a good key is the caller's affair, and answered.
            .AddFilter("Guanxi.Staff.Keys.KeyAuthentication", LogLevel.Warning);
        // Standard output belongs to the answers of commands.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.WebHost.UseUrls(options.Urls.Split(';')).ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        AddKernel(builder, options);
        AddWeb(builder, options);
        foreach (var module in House.Modules)
        {
            module.AddUseCases(builder.Services);
            module.Add(builder.Services, builder.Configuration);
        }
        adapt?.Invoke(builder);
        var app = builder.Build();
        MapWeb(app);
        return app;
    }

    private static void AddKernel(WebApplicationBuilder builder, StartOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options).AddSingleton(new PublicAddress(options.PublicUrl)).AddSingleton(new DataPaths(options.DataFolder)).AddSingleton(TimeProvider.System);
        foreach (var module in House.Modules) services.AddSingleton(module);
        services.AddSingleton<Texts>().AddSingleton<UseCases>().AddSingleton<EventTypes>().AddSingleton<OutboxBell>().AddSingleton<JobBell>();
        services.AddSingleton<BackupStore>().AddSingleton<OutboxPoller>().AddSingleton<JobRunner>().AddSingleton<Sightings>().AddSingleton<SightingWriter>().AddSingleton(s => new AuditKey(s.GetRequiredService<DataPaths>(), options.AuditKey));
        services.AddSingleton(s => new ThisNode(s.GetRequiredService<DataPaths>(), options.Node)).AddSingleton(new LeaseLength(TimeSpan.FromSeconds(options.LeaseSeconds)));
        services.AddSingleton<Leases>().AddSingleton(new StandingLease(StandingLease.Outbox));
        // First, so that it stops last.
        services.AddHostedService<LeaseKeeper>();
        services.AddScoped<FileSweep>().AddHostedService<SweepAtStart>();
        services.AddHostedService(s => s.GetRequiredService<SightingWriter>());
        services.AddHostedService(s => s.GetRequiredService<OutboxPoller>()).AddHostedService(s => s.GetRequiredService<JobRunner>());
        if (options.Database.Length == 0)
        {
            var connection = $"Data Source={Path.Combine(options.DataFolder, "guanxi.db")};Cache=Private;Foreign Keys=True";
            services.AddSingleton<IBackupSource>(new SqliteBackup(Path.Combine(options.DataFolder, "guanxi.db"), TimeProvider.System));
            services.AddDbContextPool<GuanxiDb, SqliteDb>(o => SqliteDb.Configure(o, connection));
            services.AddSingleton(SqliteDb.Indexes).AddSingleton(new WriteGate(alone: options.Alone)).AddSingleton<IDatabase>(s => new SqliteDatabase(connection, s.GetRequiredService<WriteGate>(), SqliteDb.Indexes, s.GetRequiredService<IServiceScopeFactory>()))
                .AddSingleton<ILeaseBook, SoleLeases>();
        }
        else
        {
            services.AddSingleton<IBackupSource>(new PostgresBackup(options.Database));
            services.AddDbContextPool<GuanxiDb, PostgresDb>(o => PostgresDb.Configure(o, options.Database));
            services.AddSingleton(PostgresDb.Indexes).AddSingleton(new WriteGate(always: true)).AddSingleton<IDatabase>(s => new PostgresDatabase(options.Database, s.GetRequiredService<ILeaseBook>(), PostgresDb.Indexes, s.GetRequiredService<IServiceScopeFactory>()))
                .AddSingleton<ILeaseBook>(s => new PostgresLeases(options.Database, s.GetRequiredService<ThisNode>()));
        }
    }

    private static void AddWeb(WebApplicationBuilder builder, StartOptions options)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor().AddScoped<Asker>().AddCascadingAuthenticationState();
        services.AddRazorComponents();
        // The default writes each Chinese character as eight bytes of &#x…;. The five signs that HTML minds are escaped all the same.
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(encoders => encoders.TextEncoderSettings = new(System.Text.Unicode.UnicodeRanges.All));
        services.AddAntiforgery(a => a.Cookie.Name = "guanxi.forgery");
        // What a request may bring, one file of it may be: a larger one is refused by who knows what it is for, and can say so.
        services.Configure<Microsoft.AspNetCore.Http.Features.FormOptions>(forms => forms.MultipartBodyLengthLimit = Uploads.MostBytes);
        // A form half filled before a restart must still be accepted after it: keys outlive the process.
        services.AddDataProtection().SetApplicationName("guanxi").PersistKeysToFileSystem(new(Path.Combine(options.DataFolder, "keys")));
        services.AddAuthorization();
        services.AddProblemDetails();
        services.AddResponseCompression(c => { c.EnableForHttps = true; c.Providers.Add<BrotliCompressionProvider>(); c.Providers.Add<GzipCompressionProvider>(); });
        services.Configure<BrotliCompressionProviderOptions>(b => b.Level = System.IO.Compression.CompressionLevel.Fastest);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
            json.SerializerOptions.MaxDepth = 32;
            json.SerializerOptions.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        });
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        // What a proxy says of the visitor is believed if the proxy is on this machine or named: all else could be made up by the visitor.
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var proxies in options.Proxies) forwarded.KnownIPNetworks.Add(proxies);
            // As many in a row as are known.
            forwarded.ForwardLimit = null;
        });
        services.AddRateLimiter(limits =>
        {
            PublicLimits.Configure(limits);
            limits.OnRejected = TooOften.Answer;
        });
        services.AddOpenApi("v1", ApiDocument.Describe);
        services.Configure<RequestLocalizationOptions>(localization =>
        {
            var cultures = Appearance.Cultures();
            localization.DefaultRequestCulture = new RequestCulture(cultures[0]);
            localization.SupportedCultures = localization.SupportedUICultures = cultures;
            localization.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = LanguageCookie.Name }, new AcceptLanguageHeaderRequestCultureProvider()];
        });
    }

    private static void MapWeb(WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseExceptionHandler("/fault", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(SecurityHeaders.Add);
        app.UseWhen(http => !ApiRequest.IsApi(http), pages => pages.UseMiddleware<DatabaseTrouble>().UseMiddleware<TooLarge>().UseMiddleware<StaleForm>());
        app.UseWhen(ApiRequest.IsApi, api => api.UseMiddleware<ApiProblems>());
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseWhen(ApiRequest.IsApi, api => api.UseMiddleware<IdempotencyKeys>());
        app.UseAntiforgery();
        app.MapStaticAssets();
        // Where a document has no head to name its icon, such as the API's description, browsers ask here.
        app.MapGet("/favicon.ico", () => Results.Redirect("/favicon.svg", permanent: true)).AllowAnonymous().ExcludeFromDescription();
        var api = app.MapGroup("/api").RequireAuthorization().DisableAntiforgery().ProducesProblem(422)
            // A route that takes files says so itself.
            .WithMetadata(new RequestSizeLimitAttribute(1024 * 1024));
        foreach (var module in House.Modules)
        {
            module.MapUseCases(api);
            module.MapPages(app);
        }
        Appearance.Map(app);
        app.MapOpenApi().RequireAuthorization();
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. House.Modules.Where(m => m is not HostModule).Select(m => m.Assembly)]);
    }
}
