namespace Guanxi.Files;

/// <summary>What a request may bring.</summary>
public static class Uploads
{
    /// <summary>Bytes of a request that may hold several files: beyond it nothing is read at all. What a single file may have is set where it belongs.</summary>
    public const int MostBytes = 256 << 20;
}
