namespace Guanxi.Contact;

/// <summary>Rights over contacts and tasks.</summary>
public static class ContactRights
{
    public const string Read = "contact.read";
    public const string Edit = "contact.edit";

    /// <summary>Sets which files may be attached, and takes away those of others.</summary>
    public const string Plan = "contact.plan";
}
