using System.Net;
using System.Net.Sockets;
using Guanxi.Data;
using Guanxi.Http;
using Guanxi.Nodes;

namespace Guanxi.Start;

/// <summary>How the product is started: from the command line, else from configuration and environment (<c>GUANXI_DATA</c> …), else the defaults.</summary>
internal sealed record StartOptions
{
    /// <summary>The one folder with databases, keys and files.</summary>
    public string Data { get; init; } = "guanxi-data";
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>A PostgreSQL connection string; empty for SQLite in the data folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>Where backups go; empty for <c>backups</c> in the data folder. Not a setting of a page: whoever may sign in must not choose where on this machine everything is copied to.</summary>
    public string Backups { get; init; } = "";

    /// <summary>Start without the demo firm.</summary>
    public bool Empty { get; init; }

    /// <summary>What people call this node among several; empty for the machine's name.</summary>
    public string Node { get; init; } = "";

    /// <summary>So many seconds after a node died without a word another one takes its work over.</summary>
    public int LeaseSeconds { get; init; } = 30;

    /// <summary>Keys of the audit in base64, the newest first, with commas between; empty for the file in the data folder.</summary>
    public string AuditKey { get; init; } = "";

    /// <summary>What people outside reach the product by, e.g. <c>https://crm.example.cn</c>; null for what each page was asked for by.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The reverse proxies that are believed when they say whom they pass on; those on this machine always are.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>A command, not the server: nobody else is in this process.</summary>
    public bool Alone { get; init; }

    public string DataFolder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Data));
    public string BackupFolder => Backups.Length > 0 ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(Backups)) : Path.Combine(DataFolder, "backups");

    /// <exception cref="StartFailedException"><c>guanxi.json</c> or the environment can't be read.</exception>
    public static StartOptions Configured()
    {
        try
        {
            return From(new ConfigurationBuilder().AddJsonFile(Path.Combine(Environment.CurrentDirectory, "guanxi.json"), optional: true).AddEnvironmentVariables("GUANXI_").Build());
        }
        catch (Exception fault) when (fault is InvalidDataException or FormatException or InvalidOperationException)
        {
            throw new StartFailedException("host.start.configuration_unreadable", (fault.InnerException ?? fault).Message.ReplaceLineEndings(" "));
        }
    }

    private static StartOptions From(IConfiguration configuration) => new()
    {
        Data = configuration["Data"] ?? new StartOptions().Data,
        Urls = configuration["Urls"] ?? new StartOptions().Urls,
        Database = configuration["Database"] ?? "",
        Backups = configuration["Backups"] ?? "",
        Empty = configuration.GetValue("Empty", false),
        AuditKey = configuration["AuditKey"] ?? "",
        Node = configuration["Node"] is not { } name ? "" : name.Length <= ThisNode.LongestName ? name : throw new StartFailedException("host.start.node_name_too_long", ThisNode.LongestName),
        LeaseSeconds = Math.Max(1, configuration.GetValue("LeaseSeconds", 30)),
        PublicUrl = configuration["PublicUrl"] is { Length: > 0 } address ? Address(address) : null,
        Proxies = [.. (configuration["Proxies"] ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(Proxy)],
    };

    private static Uri Address(string typed) =>
        Uri.TryCreate(typed, UriKind.Absolute, out var uri) && PublicAddress.MayBe(uri) ? uri : throw new StartFailedException("host.start.public_url_wrong", typed);

    /// <summary>One machine, or a net in the way of 10.0.0.0/8.</summary>
    private static IPNetwork Proxy(string typed) =>
        IPNetwork.TryParse(typed, out var net) ? net
        : IPAddress.TryParse(typed, out var one) ? new(one, one.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32)
        : throw new StartFailedException("host.start.proxies_wrong", typed);
}
