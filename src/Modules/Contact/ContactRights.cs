namespace Guanxi.Contact;

/// <summary>Rights over contacts and tasks.</summary>
public static class ContactRights
{
    public const string Read = "contact.read";
    public const string Edit = "contact.edit";
}
