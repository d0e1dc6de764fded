namespace Guanxi.Start;

/// <summary>How the product is started: from the command line, else from configuration and environment (<c>GUANXI_DATA</c> …), else the defaults.</summary>
internal sealed record StartOptions
{
    /// <summary>The one folder with databases, keys and files.</summary>
    public string Data { get; init; } = "guanxi-data";
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>A PostgreSQL connection string; empty for SQLite in the data folder.</summary>
    public string Database { get; init; } = "";

    /// <summary>Start without the demo firm.</summary>
    public bool Empty { get; init; }

    public string DataFolder => Path.GetFullPath(Data);

    public static StartOptions From(IConfiguration configuration) => new()
    {
        Data = configuration["Data"] ?? new StartOptions().Data,
        Urls = configuration["Urls"] ?? new StartOptions().Urls,
        Database = configuration["Database"] ?? "",
        Empty = configuration.GetValue("Empty", false),
    };
}
