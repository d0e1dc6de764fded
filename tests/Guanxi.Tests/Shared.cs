namespace Guanxi.Tests;

/// <summary>The reference data beside the project. A test that needs it is skipped, visibly, where it is missing.</summary>
public static class Shared
{
    /// <summary>The repository's root: the folder with <c>Guanxi.slnx</c>.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Path of a file under <c>../shared</c>; skips the running test where it isn't there.</summary>
    public static string File(string relative)
    {
        var path = Path.GetFullPath(Path.Combine(Root, "..", "shared", relative));
        Assert.SkipUnless(System.IO.File.Exists(path), $"needs ../shared/{relative}");
        return path;
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !System.IO.File.Exists(Path.Combine(folder.FullName, "Guanxi.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside the repository.");
    }
}
