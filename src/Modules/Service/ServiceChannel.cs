namespace Guanxi.Service;

/// <summary>How a complaint or a request came in.</summary>
public enum ServiceChannel { Phone, Shop, Visit, Web, Email, Message, Letter, Other }
