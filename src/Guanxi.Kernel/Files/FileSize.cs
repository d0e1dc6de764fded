using System.Globalization;

namespace Guanxi.Files;

/// <summary>How large a file is, as people say it.</summary>
public static class FileSize
{
    public static string Say(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.CurrentCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.CurrentCulture, $"{bytes / 1024.0:0} kB"),
        _ => string.Create(CultureInfo.CurrentCulture, $"{bytes / (1024.0 * 1024):0.0} MB"),
    };
}
