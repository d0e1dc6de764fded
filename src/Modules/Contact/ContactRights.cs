namespace Guanxi.Contact;

/// <summary>Rights over contacts and tasks.</summary>
public static class ContactRights
{
    public const string Read = "contact.read";
    public const string Edit = "contact.edit";

    /// <summary>Sets which files may be attached and what needs consent; takes away files of others.</summary>
    public const string Plan = "contact.plan";

    /// <summary>Says whose a request about personal data is, and answers it.</summary>
    public const string Privacy = "contact.privacy";
}
