namespace Guanxi.Contact;

/// <summary>What for a customer is contacted or reckoned about. What their own order, request or complaint needs is not asked for: that is the service itself.</summary>
public enum ConsentPurpose
{
    /// <summary>Advertising: offers, new products, campaigns.</summary>
    Offers,

    /// <summary>Care without a sale: birthdays, festivals, invitations.</summary>
    Greetings,

    /// <summary>To be asked how satisfied they are.</summary>
    Surveys,

    /// <summary>Automated judgement of the person: grade, likelihood to leave, what to recommend. No way of contact belongs to it.</summary>
    Profiling,
}

/// <summary>Ways by which messages reach a customer.</summary>
public enum ConsentChannel { Phone, Sms, Email, WeChat, Post }
