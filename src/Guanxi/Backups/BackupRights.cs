namespace Guanxi.Backups;

/// <summary>Rights around backups.</summary>
internal static class BackupRights
{
    /// <summary>Sees which backups there are, takes one, and sets when they are taken.</summary>
    public const string Keep = "host.backups";
}
