using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using Guanxi;
using Guanxi.Start;

var data = new Option<string?>("--data") { Description = "Folder of databases, keys and files", Recursive = true };
var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, e.g. http://localhost:5080" };
var database = new Option<string?>("--database") { Description = "PostgreSQL connection string; without it SQLite in the data folder", Recursive = true };
var empty = new Option<bool>("--empty") { Description = "Start without the demo firm; prints a one-time set-up link" };
CommandHost.Json.Recursive = true;

// Texts of the console follow the system's language where we speak it, else English: a server's log is read by its administrator.
CultureInfo.CurrentUICulture = Texts.Languages.Contains(CultureInfo.CurrentUICulture.Name) ? CultureInfo.CurrentUICulture : CultureInfo.GetCultureInfo("en");

var root = new RootCommand("Guanxi, customer relationship management") { data, urls, database, empty, CommandHost.Json };
root.SetAction((parsed, ct) => Server.Run(() => Options(parsed), ct));
var serve = new Command("serve", "Start the server (the default)") { urls, empty };
serve.SetAction((parsed, ct) => Server.Run(() => Options(parsed), ct));
root.Add(serve);
var commands = new ProductCommands(Options);
foreach (var command in House.Modules.SelectMany(m => m.Commands(commands)))
{
    // Two modules may both contribute to one command, e.g. "import".
    if (root.Subcommands.FirstOrDefault(c => c.Name == command.Name) is { } existing) foreach (var sub in command.Subcommands) existing.Add(sub);
    else root.Add(command);
}
// Ctrl+C and SIGTERM let what runs come to a clean end, however long that takes; the second one ends it at once.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = null }, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = !stop.IsCancellationRequested;
    stop.Cancel();
}

StartOptions Options(ParseResult parsed)
{
    var configured = StartOptions.Configured();
    return configured with
    {
        Data = parsed.GetValue(data) ?? configured.Data,
        Urls = parsed.GetValue(urls) ?? configured.Urls,
        Database = parsed.GetValue(database) ?? configured.Database,
        Empty = parsed.GetValue(empty) || configured.Empty,
    };
}
