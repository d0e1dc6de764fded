namespace Guanxi.Outside;

/// <summary>The folders that the tests work in.</summary>
internal static class Repository
{
    /// <summary>The folder with <c>Guanxi.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The product: the one that <c>GUANXI_EXECUTABLE</c> names, as published, or else as it was built beside the tests.</summary>
    public static string Executable { get; } = Environment.GetEnvironmentVariable("GUANXI_EXECUTABLE") is { Length: > 0 } named ? Path.Combine(Root, named) : Path.Combine(Root, "artifacts", "bin", "Guanxi", new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name, "guanxi");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Guanxi.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
