namespace Guanxi.Data;

/// <summary>Where things lie in the data folder.</summary>
/// <param name="Folder">Absolute path of the data folder.</param>
public sealed record DataPaths(string Folder)
{
    /// <summary>The analytical database; derived, may be deleted.</summary>
    public string Warehouse => Path.Combine(Folder, "warehouse.duckdb");

    /// <summary>A folder for one kind of files, made where it isn't there yet.</summary>
    public string Files(string kind) => Directory.CreateDirectory(Path.Combine(Folder, kind)).FullName;
}
