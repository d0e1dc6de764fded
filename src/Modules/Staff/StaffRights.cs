namespace Guanxi.Staff;

/// <summary>Rights over people, units, roles and keys.</summary>
public static class StaffRights
{
    public const string Read = "staff.read";
    public const string Edit = "staff.edit";

    /// <summary>Makes API keys with no more rights than one's own.</summary>
    public const string Keys = "staff.keys";
}
