namespace Guanxi.Contact;

/// <summary>Contact activity: what passed between firm and customer, and what is to do next.</summary>
public sealed class ContactModule : Module
{
    public override string Name => "contact";
}
